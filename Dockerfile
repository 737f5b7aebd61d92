# Paperboy in one image for every process: web, worker, scheduler, or start (all of them in one).
# The set-up does nothing in it: a folder with dist/ and without tsconfig.build.json runs as it is.

# To pin the base to what was tried: docker buildx imagetools inspect node:24-bookworm-slim, and write its digest behind
# both names as @sha256:...
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
COPY local-redis ./local-redis
COPY templates ./templates
COPY workers ./workers
# What npm leaves for packages that could use it and whose use of it nothing here asks for: a compiler and a formatter.
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/typescript node_modules/@typescript node_modules/@react-email node_modules/prettier

FROM node:24-bookworm-slim
# A container's port must be reachable from outside of it.
ENV NODE_ENV=production HOST=0.0.0.0 HEALTH_FILE=/tmp/paperboy-running
WORKDIR /app
RUN mkdir /app/outbox /app/noes && chown node:node /app/outbox /app/noes
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Lua files, letters' layout and what the demo reads are taken from here at run time.
COPY --from=build /app/src ./src
# The set-up and the local Redis share a lock on Node's own modules.
COPY --from=build /app/local-redis ./local-redis
COPY --from=build /app/templates ./templates
COPY scripts ./scripts
COPY bin ./bin
USER node
EXPOSE 3000
# Whatever the role: the file is new while the loop of the process turns.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD test $(( $(date +%s) - $(stat -c %Y "$HEALTH_FILE") )) -lt 90
ENTRYPOINT ["node", "bin/paperboy.mjs"]
CMD ["start"]
