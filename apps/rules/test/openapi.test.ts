import { expect, it } from "vitest";
import { PLATFORMS, Service } from "./service.ts";

interface Operation {
  readonly summary?: string;
  readonly security?: unknown;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: unknown }>>;
}

it.each(PLATFORMS)("the OpenAPI document says what the service on %s takes and gives", async (platform) => {
  await using service = await Service.start(platform);
  const { type, body } = await service.ask("GET", "/openapi.json");
  const document = body as { openapi: string; paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  expect(type).toContain("application/json");
  expect(document.openapi).toMatch(/^3\./);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
  expect(operations.map(({ name }) => name).toSorted()).toEqual([
    "DELETE /records/{id}",
    "DELETE /rules/{kind}/{name}",
    "GET /health",
    "GET /records/{id}",
    "GET /rules",
    "GET /rules/{kind}/{name}",
    "POST /evaluate",
    "POST /match",
    "POST /rules/check",
    "PUT /books/{book}/{key}",
    "PUT /records/{id}",
    "PUT /rules/{kind}/{name}",
  ]);
  for (const { name, operation } of operations) {
    expect(operation.summary, name).toBeTruthy();
    if (name !== "GET /health") expect(operation.security, name).toEqual([{ bearer: [] }]);
  }
  const evaluate = document.paths["/evaluate"]?.["post"];
  expect(evaluate?.requestBody?.content["application/json"]?.schema).toMatchObject({
    type: "object",
    required: expect.arrayContaining(["records"]) as string[],
    properties: { records: { type: "array", maxItems: 10_000 }, mode: { enum: ["batch", "strict"] } },
  });
  expect(JSON.stringify(evaluate?.responses["200"]?.content)).toContain('"values"');
  expect(JSON.stringify(document.paths["/rules/{kind}/{name}"]?.["put"]?.responses["422"]?.content)).toContain(
    '"column"',
  );
});
