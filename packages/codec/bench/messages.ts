/** The messages that the benchmark and its peer both handle: name → plain data that either codec can encode. */
export const messages: Readonly<Record<string, unknown>> = {
  "request of 5 fields": ["KV::Lookup", "call", ["user:42"], {}, false],
  "small response": [0, { id: 42, name: "Ada", admin: true }],
  "64 KiB string": "lorem ipsum dolor sit amet ".repeat(2428).slice(0, 65_536),
  "64 KiB string, not ASCII": "löréms ipsüm ".repeat(8000).slice(0, 57_000),
  "1000 small maps": Array.from({ length: 1000 }, (_, id) => ({ id, name: `user ${id}`, score: id / 7, admin: false })),
  "1000 integers": Array.from({ length: 1000 }, (_, i) => i * 37),
  nested: { a: [1, [2, [3, { b: "c", d: null, e: [true, false] }]]], f: { g: { h: { i: -1 } } } },
};
