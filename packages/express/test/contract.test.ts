import { describeAdapter, requireArgs, requireSource } from "@kobako/adapter-contract";
import { Sandbox } from "@kobako/host";
import express, { type RequestHandler } from "express";
import { jsonBody, kobako, kobakoErrorHandler, sandboxHandler } from "../src/index.ts";
import { serve } from "./serve.ts";

const evalSource: RequestHandler = async (request, response) => {
  response.json(await request.kobako.eval(requireSource(request.body)));
};

describeAdapter("express", async ({ options, prepare, configure, exposeGuestErrors }) => {
  const sandbox = prepare(new Sandbox(options));
  const bind = (request: express.Request) => ({ "Req::User": { name: request.get("x-user") ?? null } });
  const body = jsonBody({ limit: 64 * 1024 });
  const app = express();
  app.get("/health", (_request, response) => void response.sendStatus(200));
  app.post("/eval", body, kobako({ sandbox, bind }), evalSource);
  app.post("/run/adder", sandboxHandler({ sandbox, entrypoint: "Adder", input: (req) => requireArgs(req.body) }));
  app.post("/tenant/eval", body, kobako({ tenant: (req) => req.get("x-tenant"), configure, bind }), evalSource);
  app.use(kobakoErrorHandler({ exposeGuestErrors }));
  return serve(app);
});
