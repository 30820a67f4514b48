import { Router } from "express";
import { tenantOf } from "../access/authenticate.ts";
import type { AppParts } from "../app-parts.ts";

/** What the tenant's functions used. */
export function usageRoutes({ log }: AppParts): Router {
  const router = Router();
  router.get("/", (request, response) => {
    const { id, name } = tenantOf(request);
    response.json({ tenant: name, functions: log.usage(id) });
  });
  return router;
}
