import SECURITY_HEADERS from "./lib/server/security-headers.json" with { type: "json" };

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pino"],
  // `npm run check` checks the types, of the tests too; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/(.*)", headers: SECURITY_HEADERS }],
};

export default config;
