// `pnpm sbom > sbom.json`: what the published packages and the Guest Binary are made of, as CycloneDX.
import { fileURLToPath } from "node:url";
import { billOfMaterials, unlicensed } from "./bill.ts";
import { cycloneDx, keyOf } from "./component.ts";

const components = billOfMaterials(fileURLToPath(new URL("../..", import.meta.url)));
const refused = unlicensed(components);
process.stdout.write(`${JSON.stringify(cycloneDx(components), null, 2)}\n`);
if (refused.length > 0) {
  process.stderr.write(`${refused.map((one) => `${keyOf(one)} is under ${one.licence}`).join("\n")}\n`);
  process.exitCode = 1;
}
