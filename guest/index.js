// Where the Guest Binary lies. Bundlers follow `new URL(..., import.meta.url)` and ship the three files along.
export const wasm = new URL("./dist/kobako.wasm", import.meta.url);
export const image = new URL("./dist/kobako.image", import.meta.url);
export const manifest = new URL("./dist/manifest.json", import.meta.url);
