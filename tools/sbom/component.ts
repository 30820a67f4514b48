/** One entry of a software bill of materials. */
export interface Component {
  readonly type: "library" | "file";
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  readonly home?: string;
  readonly hash?: readonly [algorithm: "SHA-256" | "SHA-512", hexadecimal: string] | undefined;
  readonly purl: string;
  /** What it is made of, or needs at run time, as `name@version`. */
  readonly parts: readonly string[];
}

/** `name@version`: the key of a component. */
export function keyOf({ name, version }: Component): string {
  return `${name}@${version}`;
}

/** CycloneDX 1.6, in JSON. No time and no random number: the same sources give the same text. */
export function cycloneDx(components: readonly Component[]): object {
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    components: components.map((component) => ({
      type: component.type,
      "bom-ref": keyOf(component),
      name: component.name,
      version: component.version,
      licenses: [
        / (?:OR|AND|WITH) /.test(component.licence)
          ? { expression: component.licence }
          : { license: { id: component.licence } },
      ],
      ...(component.hash === undefined ? {} : { hashes: [{ alg: component.hash[0], content: component.hash[1] }] }),
      purl: component.purl,
      ...(component.home === undefined ? {} : { externalReferences: [{ type: "website", url: component.home }] }),
    })),
    dependencies: components.map((component) => ({ ref: keyOf(component), dependsOn: component.parts })),
  };
}
