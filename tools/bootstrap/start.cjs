// The first file that `npm start` and `npm test` run, on whatever Node the machine has.
// It uses no syntax newer than 2015 before it knows that Node is recent enough; everything after it may.
"use strict";

/* oxlint-disable no-var -- parsed by Nodes that know neither const nor the rest of the tools */
var OLDEST_MAJOR = 18;

if (parseInt(process.versions.node, 10) < OLDEST_MAJOR) {
  console.error(
    "kobako cannot start: this Node is " +
      process.version +
      ", and it takes " +
      OLDEST_MAJOR +
      " or later to fetch " +
      "everything else, the Node that kobako runs on included. Install a newer Node and run the command again.",
  );
  process.exit(1);
}

require("./load.cjs");
