/** What the race shows: nothing yet. */
export default function Views() {
  return null;
}
