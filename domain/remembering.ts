/**
 * A function whose answers are remembered by its argument, in memory only; it must be pure and never answer undefined.
 * At `limit` answers it forgets them all, so that memory stays bounded whatever is asked.
 */
export function remembering<Question, Answer>(
  limit: number,
  answerTo: (question: Question) => Answer,
): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    if (answers.size >= limit) answers.clear();
    const answer = answerTo(question);
    answers.set(question, answer);
    return answer;
  };
}
