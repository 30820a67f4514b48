/** The Guest Binary: mruby and kobako's own C, metered, as WebAssembly. */
export declare const wasm: URL;
/** Its linear memory after boot. */
export declare const image: URL;
/** Versions, checksums and what the binary promises, as JSON. */
export declare const manifest: URL;
