import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { captureBootImage, stripForImage } from "./boot-image.ts";
import { hintBranches } from "./branch-hints.ts";
import { separateColdData } from "./cold-data.ts";
import { type ConstantRange, findConstants, guardConstants } from "./constant-guard.ts";
import { markLeaving } from "./leaving.ts";
import { ABI_VERSION, describeArtifact, type Manifest } from "./manifest.ts";
import { isExpiry, meter, UNMETERED } from "./meter.ts";
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

interface Finished {
  readonly sections: readonly Section[];
  readonly constants: ConstantRange;
  /** What the meter counts. */
  readonly counted: number;
}

async function writeArtifacts(
  { sections, constants, counted }: Finished,
  { outputDirectory, inputs }: PostlinkOptions,
): Promise<void> {
  const image = captureBootImage(writeModule(sections));
  const wasm = stripForImage(sections, image);
  const manifest: Manifest = {
    abiVersion: ABI_VERSION,
    profiles: ["hermetic", "permissive"],
    wasm: describeArtifact(wasm),
    image: { ...describeArtifact(image.memory), pages: image.pages, stackPointer: image.stackPointer, constants },
    metered: counted,
    inputs,
  };
  await mkdir(outputDirectory, { recursive: true });
  await writeFile(join(outputDirectory, "kobako.wasm"), wasm);
  await writeFile(join(outputDirectory, "kobako.image"), image.memory);
  await writeFile(join(outputDirectory, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** From the linked module to the three files that `@kobako/guest` publishes. */
export async function postlink(options: PostlinkOptions): Promise<void> {
  const { progress, metered: isMetered = true } = options;
  const linked = parseModule(await readFile(options.linked));
  const constants = findConstants(linked);
  const separated = separateColdData(linked);
  progress("metering the guest");
  const metered = isMetered ? meter(separated) : { sections: separated, report: UNMETERED };
  const guarded = guardConstants(metered.sections, constants);
  const { sections, hints } = hintBranches(markLeaving(guarded.sections), isExpiry(metered.report));
  const { loops, ticks, bulk } = metered.report;
  progress(`metered ${loops} loops, ${ticks} ticks and ${bulk} bulk operations`);
  const { checks, proven } = guarded.report;
  progress(`guarded constants by ${checks} checks, proved ${proven} stores harmless; hinted ${hints} branches`);
  if (isMetered) {
    const surface = checkSurface(sections, [...ALLOWED_EXPORTS, ...BUILD_EXPORTS]);
    progress(`checked ${surface.imports} imports and ${surface.exports} exports`);
  }
  progress("booting the guest once, for its image");
  await writeArtifacts({ sections, constants, counted: loops + ticks + bulk }, options);
  if (isMetered) checkSurface(parseModule(await readFile(join(options.outputDirectory, "kobako.wasm"))));
}
