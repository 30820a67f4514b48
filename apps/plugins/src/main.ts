import { readFileSync } from "node:fs";
import { PlugInHost } from "./plug-in-host.ts";

const source = readFileSync(new URL("../plugins/ledger.rb", import.meta.url), "utf8");
const host = new PlugInHost({ source, post: (text) => console.log(`chat     ${text}`) });
console.log("plug-in ", await host.start());
for (const order of [
  { id: 1, total: 40 },
  { id: 2, total: 250 },
])
  await host.emit("order_created", order);
console.log("total   ", await host.command("total"));
console.log("files   ", host.files.children("/"), JSON.stringify(host.files.read("/ledger.csv")));
