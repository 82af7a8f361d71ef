/** What an answer that refuses has besides its sentence. */
export interface RefusalExtras {
	/** Members of the JSON answer. */
	readonly details?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request is not answered with what it asks for: an HTTP status and a sentence. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly status: number;
	readonly details: RefusalExtras['details'];
	readonly headers: RefusalExtras['headers'];

	constructor(status: number, sentence: string, {details, headers}: RefusalExtras = {}) {
		super(sentence);
		this.status = status;
		this.details = details;
		this.headers = headers;
	}
}
