import { expect, test } from "vitest";
import { interleave } from "./interleaved.ts";

/** The long version has 10 000 invocations: run interleaved.ts. */
test("two tenants on the same instances never observe each other", async () => {
  expect(await interleave(200)).toEqual([]);
});
