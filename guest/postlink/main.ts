import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { captureBootImage, stripForImage } from "./boot-image.ts";
import { separateColdData } from "./cold-data.ts";
import { ABI_VERSION, describeArtifact, type Manifest } from "./manifest.ts";
import { meter } from "./meter.ts";
import { ALLOWED_EXPORTS, BUILD_EXPORTS, checkSurface } from "./surface.ts";
import { parseModule, type Section, writeModule } from "./wasm-module.ts";

export interface PostlinkOptions {
  /** The linked module, with its name section. */
  readonly linked: string;
  /** Where kobako.wasm, kobako.image and manifest.json go. */
  readonly outputDirectory: string;
  /** Versions and checksums of what the module was built from, for the manifest. */
  readonly inputs: Record<string, string>;
  readonly progress: (text: string) => void;
  /** False only for the benchmark that measures what metering costs. */
  readonly metered?: boolean;
}

async function writeArtifacts(
  sections: readonly Section[],
  counted: number,
  options: Pick<PostlinkOptions, "outputDirectory" | "inputs">,
): Promise<void> {
  const image = captureBootImage(writeModule(sections));
  const wasm = stripForImage(sections, image);
  const manifest: Manifest = {
    abiVersion: ABI_VERSION,
    profiles: ["hermetic", "permissive"],
    wasm: describeArtifact(wasm),
    image: { ...describeArtifact(image.memory), pages: image.pages, stackPointer: image.stackPointer },
    metered: counted,
    inputs: options.inputs,
  };
  await mkdir(options.outputDirectory, { recursive: true });
  await writeFile(join(options.outputDirectory, "kobako.wasm"), wasm);
  await writeFile(join(options.outputDirectory, "kobako.image"), image.memory);
  await writeFile(join(options.outputDirectory, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** From the linked module to the three files that `@kobako/guest` publishes. */
export async function postlink(options: PostlinkOptions): Promise<void> {
  const linked = separateColdData(parseModule(await readFile(options.linked)));
  if (options.metered === false) {
    await writeArtifacts(linked, 0, options);
    return;
  }
  options.progress("metering the guest");
  const { sections, report } = meter(linked);
  const surface = checkSurface(sections, [...ALLOWED_EXPORTS, ...BUILD_EXPORTS]);
  options.progress(
    `metered ${report.loops} loops, ${report.ticks} ticks and ${report.bulk} bulk operations; checked ${surface.imports} imports and ${surface.exports} exports`,
  );
  options.progress("booting the guest once, for its image");
  await writeArtifacts(sections, report.loops + report.ticks + report.bulk, options);
  checkSurface(parseModule(await readFile(join(options.outputDirectory, "kobako.wasm"))));
}
