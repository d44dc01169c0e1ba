import { Router } from 'express';
import type { ServeParts } from '../parts.js';
import { workbookType } from '../report/workbook.js';

/** `/template.xlsx`: the empty Excel template, the same bytes until the vocabularies change. */
export function templateRoutes(parts: ServeParts): Router {
  const router = Router();
  router.get('/template.xlsx', async (_request, response) => {
    const bytes = Buffer.from(await parts.template());
    response.set('Cache-Control', 'public, max-age=3600').attachment('banchi-template.xlsx').type(workbookType).send(bytes);
  });
  return router;
}
