/** A longer text is answered each time: of 5,000 remembered ones the senders' own words may make 10 MB and no more. */
const MAX_KEY_CHARACTERS = 1_024;

/**
 * A function whose answers are remembered by its argument, in memory only; it must be pure and never answer undefined.
 * At `limit` answers it forgets them all, and long texts are not remembered, so that memory stays bounded in bytes
 * whatever is asked.
 */
export function memoize<Question, Answer>(
  limit: number,
  answerTo: (question: Question) => Answer,
): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    if (typeof question === 'string' && question.length > MAX_KEY_CHARACTERS) return answerTo(question);
    if (answers.size >= limit) answers.clear();
    const answer = answerTo(question);
    answers.set(question, answer);
    return answer;
  };
}
