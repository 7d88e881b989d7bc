import { Suspense } from "react";
import { Dashboard } from "./dashboard.tsx";
import { LoadingScreen } from "./shell/loading-screen.tsx";

export default function Page() {
  return (
    <Suspense fallback={<LoadingScreen />}>
      <Dashboard />
    </Suspense>
  );
}
