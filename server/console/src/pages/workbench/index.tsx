/** What waits for the person, and what runs. */
export default function Workbench() {
  return <h1>工作台</h1>;
}
