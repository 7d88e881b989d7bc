/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@kubernetes/client-node", "pino", "undici"],
};

export default config;
