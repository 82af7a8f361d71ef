/** Keys and indices that lead from a file's top to something in it. */
export type Path = readonly (string | number)[];

/** Something wrong in a file: where, and a sentence that says what. Lines and columns are counted from 1. */
export interface Mistake {
	readonly line: number;
	readonly column: number;
	readonly text: string;
}

/** Something wrong at a path; the file tells where that is. */
export interface Fault {
	readonly path: Path;
	/** It is about the key itself, not about what stands behind it. */
	readonly atKey?: boolean;
	readonly text: string;
}

/** A mistake as compilers write it, so that editors and terminals find the place. The text is untrusted. */
export function formatMistake(file: string, {line, column, text}: Mistake): string {
	return `${file}:${line}:${column}: ${text}`;
}
