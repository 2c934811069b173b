# The portal for production: dependencies without tools, and nothing but what runs. To bring a database to the newest state by itself:
#   docker run … frontcounter:0.1.0 node dist/src/migrate.js
FROM node:26-slim AS build
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The image has Node already, and its database elsewhere.
RUN node scripts/build.mjs && rm -rf dist/demo && npm prune --omit=dev && node scripts/slim.mjs

FROM node:26-slim
WORKDIR /portal
ENV NODE_ENV=production DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=build /portal/package.json ./
COPY --from=build /portal/node_modules ./node_modules
COPY --from=build /portal/dist ./dist
COPY --from=build /portal/city ./city
COPY --from=build /portal/openapi ./openapi
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
# Node itself, not npm: the signal to stop must reach it.
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
