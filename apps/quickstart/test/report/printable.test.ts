import { expect, test } from "vitest";
import { printable } from "../../src/report/printable.ts";

test("nothing that rewrites a terminal survives", () => {
  expect(printable("\u001B[2J\u001B]0;title\u0007")).toBe("␛[2J␛]0;title␇");
  expect(printable("over\rwritten")).toBe("over␍written");
  expect(printable("\u009B31m \u007F \u202E \u2028 \uD800")).toBe("\uFFFD31m \uFFFD \uFFFD \uFFFD \uFFFD");
});

test("a tab takes the room that it looks like", () => expect(printable("a\tb")).toBe("a    b"));

test("letters of any language stay", () => expect(printable("Żółć 注文 ☕ █")).toBe("Żółć 注文 ☕ █"));
