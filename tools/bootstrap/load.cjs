// Apart from start.cjs only because an old Node cannot parse `import()`.
"use strict";

void import("./main.js").then(({ main }) => main(process.argv[2], process.argv.slice(3)));
