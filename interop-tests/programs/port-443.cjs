/**
 * For a library that knows no other port than 443, which a test may not have: TLS connections to it go to the one that a
 * variable names, as a NAT would have it. The library stays as it is.
 */
const tls = require("node:tls");

const { connect } = tls;
tls.connect = (options, ...rest) =>
	connect(
		Number(options.port) === 443 ? { ...options, port: Number(process.env.INSTEAD_OF_PORT_443) } : options,
		...rest,
	);
