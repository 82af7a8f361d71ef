/**
 * What an error code of a TLS connection means, `%` being the engine's address: the codes are OpenSSL's as Node has them
 * (https://nodejs.org/api/tls.html#x509-certificate-error-codes), those with ALERT in them what the other side says.
 */
const sentences: readonly (readonly [RegExp, string])[] = [
	[
		/^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF|UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED)/,
		'The Docker engine at % shows a certificate that ca.pem does not vouch for: one of the two belongs to another engine.',
	],
	[/^CERT_HAS_EXPIRED$/, 'The certificate of the Docker engine at % has expired.'],
	[
		/^CERT_NOT_YET_VALID$/,
		'The certificate of the Docker engine at % is not valid yet; or the clock here is wrong.',
	],
	[
		/^ERR_TLS_CERT_ALTNAME_INVALID$/,
		'The certificate of the Docker engine at % was made for another name than the one in that address.',
	],
	[
		/ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)$/,
		'The Docker engine at % wants to see a certificate: cert.pem and key.pem are missing.',
	],
	[
		/ALERT_(\w*CERTIFICATE\w*|UNKNOWN_CA|ACCESS_DENIED)$/,
		'The Docker engine at % does not take the certificate in cert.pem: it has expired, or another authority made it.',
	],
	[
		/^ERR_OSSL_/,
		'The certificates for the Docker engine at % cannot be used: ca.pem, cert.pem or key.pem is broken, or they do not belong together.',
	],
	[
		/^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/,
		'The Docker engine at % does not speak TLS. Its port for TLS is usually 2376; without TLS, leave DOCKER_TLS_VERIFY unset.',
	],
	[
		/^ECONNRESET$/,
		'The Docker engine at % ends the connection without a word; most likely it does not take the certificate in cert.pem.',
	],
];

/** What such a code means: a sentence; undefined for those of other things. */
export function tlsSentence(code: string): string | undefined {
	return sentences.find(([pattern]) => pattern.test(code))?.[1];
}
