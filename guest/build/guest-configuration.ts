import { languageGems } from "./gems.ts";

/** Sizes that decide how deep and how large guest programs can be. */
export const limits = {
  /**
   * Bytes of C stack, below all data: overflow leaves linear memory and traps. Every invocation zeroes all of it. Calls that
   * nest as deep as guest/patches/07-recursion.patch lets them need 100 to 170 KiB where C substitutes and formats, and a
   * regular expression takes up to 136 KiB (guest/src/pattern.c).
   */
  stackSize: 192 * 1024,
  /** Nested Ruby calls. Calls from C are bounded on their own (07-recursion.patch). */
  callLevels: 4096,
  /** Ruby values on the VM stack. */
  stackValues: 0x40000 - 128,
  /** Bytes of one String; above it lengths could wrap in 32-bit `size_t`. The memory limit is far below. */
  stringBytes: 1 << 30,
} as const;

/** What decides which language the guest speaks, apart from how it runs. */
export const languageDefines: readonly string[] = [
  "MRB_INT64",
  "MRB_UTF8_STRING",
  ...languageGems.flatMap((gem) => gem.defines ?? []),
];

/** Preprocessor symbols of everything that is linked into the guest. */
export const guestDefines: readonly string[] = [
  ...languageDefines,
  "KOBAKO_GUEST",
  "MRB_NO_STDIO",
  "MRB_USE_VM_SWITCH_DISPATCH",
  `MRB_CALL_LEVEL_MAX=${limits.callLevels}`,
  `MRB_STACK_MAX=${limits.stackValues}`,
  `MRB_STR_LENGTH_MAX=${limits.stringBytes}`,
  // 0: an Array is bounded by memory, as a String is.
  "MRB_ARY_LENGTH_MAX=0",
];

/** The compiler that runs at build time reads files and needs no symbol table of its own. */
export const mrbcDefines: readonly string[] = [...languageDefines, "MRB_NO_PRESYM", "MRB_NO_GEMS"];

/** WebAssembly that Node 20 and every current browser run: exceptions in their first, legacy encoding. */
export const targetFlags: readonly string[] = [
  "--target=wasm32-wasip1",
  "-mllvm",
  "-wasm-enable-sjlj",
  "-mllvm",
  "-wasm-use-legacy-eh=true",
];

export const optimisation = "-O3";

/** Copies and fills go through guest/src/copy.c: engines leave WebAssembly for these instructions, however few bytes. */
export const copyFlags: readonly string[] = ["-mno-bulk-memory", "-mno-bulk-memory-opt"];

/** Our own C is C11 with libc's POSIX names, and compiles without a warning; third-party C is as it is. */
export const ownFlags: readonly string[] = ["-std=c11", "-D_DEFAULT_SOURCE", "-Wall", "-Wextra", "-Werror"];
export const foreignFlags: readonly string[] = ["-std=gnu11", "-w"];

/** What the linker exports besides the functions that C declares as exports; `guest/postlink` holds the complete list. */
export const linkerExports: readonly string[] = ["__stack_pointer"];
