import { Router } from 'express';
import type { ServeParts } from '../parts.js';

/** `/healthz`: the process answers. `/readyz`: the directory answers, and how far each follower is behind the log. */
export function healthRoutes(parts: ServeParts): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const { head, followers } = await parts.status();
    const ready = followers.some((follower) => follower.name === 'read' && follower.ready);
    response.status(ready ? 200 : 503);
    response.json({
      status: ready ? 'ready' : 'starting',
      head,
      followers: followers.map(({ position, ...follower }) => ({ ...follower, position, lag: Math.max(0, head - position) })),
    });
  });
  return router;
}
