const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Content-Security-Policy", value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@kubernetes/client-node", "pino", "undici"],
  // `npm run check` checks the types, of the tests too; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/(.*)", headers: SECURITY_HEADERS }],
};

export default config;
