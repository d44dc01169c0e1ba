import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type Express, type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { createAccess } from './api/access.js';
import { keptAnswers } from './kept-answers.js';
import { editorFiles } from './pages/sparql-assets.js';
import { style } from './pages/style.js';
import type { ServeParts } from './parts.js';
import { notFound, onlyReading, problemHandler } from './problems.js';
import { agencyRoutes } from './routes/agencies.js';
import { apiRecordRoutes } from './routes/api-records.js';
import { apiRunRoutes } from './routes/api-runs.js';
import { apiSourceRoutes } from './routes/api-sources.js';
import { apiUploadRoutes } from './routes/api-uploads.js';
import { catalogueRoutes } from './routes/catalog.js';
import { datasetRoutes } from './routes/datasets.js';
import { discoveryRoutes } from './routes/discovery.js';
import { dumpRoutes } from './routes/dumps.js';
import { exportRoutes } from './routes/exports.js';
import { feedRoutes } from './routes/feeds.js';
import { healthRoutes } from './routes/health.js';
import { openapiRoutes } from './routes/openapi.js';
import { profileRoutes } from './routes/profile.js';
import { sparqlRoutes } from './routes/sparql.js';
import { templateRoutes } from './routes/template.js';
import { validateRoutes } from './routes/validate.js';

/** The HTTP application: headers for all, then routes, then the one error mapper. */
export function createApp(parts: ServeParts): Express {
  const app = express();
  app.disable('x-powered-by');
  // Should an error ever escape our mapper, Express must not show where it happened.
  app.set('env', 'production');
  app.set('trust proxy', parts.trustedProxies);
  app.use(securityHeaders(parts.base));
  app.use(fromFormerBase(parts));
  app.use(openToAll);
  app.use(bareMediaTypes);
  app.use(assets());
  const access = createAccess(parts);
  app.use(
    healthRoutes(parts),
    keptAnswers(parts),
    catalogueRoutes(parts),
    datasetRoutes(parts),
    agencyRoutes(parts),
    discoveryRoutes(parts),
    exportRoutes(parts),
    feedRoutes(parts),
    dumpRoutes(parts),
    profileRoutes(parts),
    sparqlRoutes(parts),
    templateRoutes(parts),
    validateRoutes(parts),
    apiRecordRoutes(parts, access),
    apiUploadRoutes(parts, access),
    apiSourceRoutes(parts, access),
    apiRunRoutes(parts, access),
    openapiRoutes(parts),
  );
  app.use(onlyReading);
  app.use(notFound);
  app.use(problemHandler(parts));
  return app;
}

function securityHeaders(base: string): RequestHandler {
  const secure = base.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
}

/** Addresses under a base that `banchi rebase` left lead to the same path under the present one. */
function fromFormerBase({ base, formerBases }: ServeParts): RequestHandler {
  const former = new Map(formerBases.map((one) => [new URL(one).host, one]));
  const present = new URL(base).host;
  return (request, response, next) => {
    const { host } = request.headers;
    if (host === undefined || host === present || !former.has(host)) return next();
    response.redirect(301, `${base}${request.originalUrl}`);
  };
}

/** Parameters in Accept (a charset, a JSON-LD profile) ask for nothing that we have in several forms; q alone counts. */
const bareMediaTypes: RequestHandler = (request, _response, next) => {
  const { accept } = request.headers;
  if (accept !== undefined) request.headers.accept = accept.replace(/;\s*(?!q\s*=)[\w-]+\s*=\s*(?:"[^"]*"|[^;,]*)/gi, '');
  next();
};

/** What we publish is for every site's scripts to read. */
const openToAll: RequestHandler = (_request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers':
      'Link, Location, Content-Location, ETag, Last-Modified, Repr-Digest, X-Log-Position, Retry-After, WWW-Authenticate, Cache-Status',
  });
  next();
};

/** Style sheet and fonts, read once at start. */
function assets(): Router {
  const router = Router();
  const fonts = join(dirname(createRequire(import.meta.url).resolve('@fontsource/ibm-plex-sans-thai/package.json')), 'files');
  const files = ['thai', 'latin'].flatMap((script) => [400, 600].map((weight) => `ibm-plex-sans-thai-${script}-${weight}-normal.woff2`));
  for (const file of files) {
    const bytes = readFileSync(join(fonts, file));
    router.get(`/assets/${file}`, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type('font/woff2').send(bytes);
    });
  }
  router.get('/assets/style.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('css').send(style);
  });
  for (const [path, { type, bytes }] of Object.entries(editorFiles())) {
    router.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=300').type(type).send(bytes);
    });
  }
  return router;
}
