export default function Page() {
  return <main>Headwater</main>;
}
