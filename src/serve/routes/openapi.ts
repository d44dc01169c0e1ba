import { Router } from 'express';
import { openapiDocument } from '../api/openapi.js';
import type { ServeParts } from '../parts.js';

/** `/openapi.json`: what programs can ask, for those who generate clients. */
export function openapiRoutes({ base }: ServeParts): Router {
  const router = Router();
  const document = JSON.stringify(openapiDocument(base), undefined, 2);
  router.get('/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('application/json').send(document);
  });
  return router;
}
