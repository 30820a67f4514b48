import { describe, expect, it } from "vitest";
import { MemoryLimitError, Sandbox, SandboxError } from "../../src/index.ts";

const MIB = 1024 * 1024;
const run = (source: string, memoryLimit = 16 * MIB): unknown => new Sandbox({ memoryLimit }).evalSync(source).value;

describe("the last match", () => {
  it("belongs to the method, not to what it calls", () => {
    const source = `def other(s) = s =~ /(z)/ && $1
      "q" =~ /(q)/
      [other("z"), $1, $~[0], $&]`;
    expect(run(source)).toEqual(["z", "q", "q", "q"]);
  });

  it("is shared by a method and its blocks, also after the method returned", () => {
    const source = `def maker
        "a" =~ /(a)/
        [-> { $1 }, ->(s) { s =~ /(.)/ }]
      end
      read, write = maker
      before = read.call
      write.call("b")
      [before, read.call, $1]`;
    expect(run(source)).toEqual(["a", "b", null]);
  });

  it("is set for a block by what mruby writes in Ruby", () => {
    expect(run(`%w[a1 b c2].grep(/[a-z](\\d)/) { $1 }`)).toEqual(["1", "2"]);
    expect(run(`"a1b2".gsub(/[a-z](\\d)/) { $1 + $1 }`)).toBe("1122");
  });

  it("is none of the local variables, except those of named groups on the left", () => {
    expect(run(`/(?<y>\\d+)-(?<m>\\d+)/ =~ "in 2024-05"; [y, m, $~.begin(0), local_variables]`)).toEqual([
      "2024",
      "05",
      3,
      [Symbol.for("y"), Symbol.for("m")],
    ]);
  });

  it("survives bytecode without debug information", () => {
    const binary = new Sandbox().compile(`F = ->(s) { s[/(\\d+)/] && $1.to_i }`, { name: "F", debug: false });
    expect(new Sandbox().preload({ binary }).runSync("F", ["a12"]).value).toBe(12);
  });
});

describe("a hostile pattern or subject", () => {
  const failure = (source: string, memoryLimit?: number): SandboxError => {
    try {
      run(source, memoryLimit);
    } catch (error) {
      if (error instanceof SandboxError) return error;
      throw error;
    }
    throw new Error("it came to an end");
  };

  it("ends in a RegexpError that names the pattern when matching exceeds its budget", () => {
    const error = failure(`("a" * 40 + "!") =~ /\\A(a|aa)+\\z/`);
    expect(error.klass).toBe("RegexpError");
    expect(error.message).toBe("matching budget exceeded: too many steps: /\\A(a|aa)+\\z/");
  });

  it.each([
    ["[", "premature end of char-class: /[/"],
    ["(", "end pattern with unmatched parenthesis: /(/"],
    ["*", "target of repeat operator is not specified: /*/"],
    ["(?{1})", "undefined group option: /(?{1})/"],
    ["(*FAIL)", "target of repeat operator is not specified: /(*FAIL)/"],
    ["(?<n>a)\\k<m>", "undefined name <m> reference: /(?<n>a)\\k<m>/"],
    ["\\p{Nope}", "invalid character property name {Nope}: /\\p{Nope}/"],
    ["a{100001}", "too big number: /a{100001}/"],
    ["\\g<0>", "never ending recursion: /\\g<0>/"],
  ])("%s does not compile", (source, message) => {
    const text = failure(`Regexp.new(${JSON.stringify(source).replaceAll("#", "\\#")})`);
    expect([text.klass, text.message.replace("too big number for repeat range", "too big number")]).toEqual([
      "RegexpError",
      message,
    ]);
  });

  it("nests as deep as the C stack allows, and no deeper", () => {
    expect(failure(`Regexp.new("(" * 5000 + "a" + ")" * 5000)`).klass).toBe("RegexpError");
    expect(failure(`Regexp.new("(?:a|" * 5000 + ")" * 5000)`).klass).toBe("RegexpError");
    expect(run(`"a" =~ Regexp.new("(" * 40 + "a" + ")" * 40)`)).toBe(0);
  });

  it("is memory of the invocation", () => {
    expect(() => run(`("ab" * 200_000 + "d") =~ /\\A(?:(a)|(b))*c?\\z/`, MIB)).toThrow(MemoryLimitError);
    expect(run(`500.times { |i| Regexp.new("(?:x{40}|#{i}y{90}){20}") =~ "z" }`, 4 * MIB)).toBe(500);
  });

  it("is refused when it is no text", () => {
    expect(failure(`"\\xff" =~ /a/`).message).toBe("invalid byte sequence in UTF-8");
    expect(failure(`/a/.match(1)`).klass).toBe("TypeError");
    expect(failure(`Regexp.new("\\xff")`).klass).toBe("RegexpError");
    expect(run(`[/a/ =~ nil, /a/.match?(nil), /a/.match(nil), /a/ === 1]`)).toEqual([null, false, null, false]);
  });

  it("may change while it is searched", () => {
    expect(run(`s = "abc" * 10; t = s.gsub(/b/) { s.clear; "-" }; [t, s]`)).toEqual(["a-c".repeat(10), ""]);
    expect(run(`s = "abc" * 10; n = 0; s.scan(/b/) { s.replace("b" * 100); n += 1 }; n`)).toBe(10);
    expect(run(`s = "abc" * 10; s.gsub(/b/) { break $~.begin(0) }`)).toBe(1);
    expect(run(`s = "abc"; begin; s.gsub(/b/) { raise "no" }; rescue => e; [e.message, s]; end`)).toEqual([
      "no",
      "abc",
    ]);
  });
});
