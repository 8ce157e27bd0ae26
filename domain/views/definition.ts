/** What the columns of a view mean, by name: in Markdown, one paragraph each. */
export type Meanings = Readonly<Record<string, string>>;
