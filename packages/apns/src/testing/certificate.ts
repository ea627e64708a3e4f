/**
 * The certificates of the fake gateway, for tests only. They were made once with openssl, valid from 2024 to 2124: Node can
 * read certificates but not make any, and what is made anew at each start costs time and has to be handed around.
 *
 * That the key lies open harms nobody. The authority can certify nothing but localhost, 127.0.0.1 and ::1, and its private
 * key was destroyed when it had signed this one certificate. Trust it in a client under test, never in a system.
 */

/** The authority that a client under test has to trust, in PEM. */
export const AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIB+jCCAaKgAwIBAgIUf3DhqeZyALhzTDWj/jdVjna5ipwwCgYIKoZIzj0EAwIw
MjEwMC4GA1UEAwwnQWN0aXZpdHlTbWl0aCBmYWtlIEFQTnMsIGZvciB0ZXN0cyBv
bmx5MCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAxMDAwMDAwWjAyMTAwLgYDVQQD
DCdBY3Rpdml0eVNtaXRoIGZha2UgQVBOcywgZm9yIHRlc3RzIG9ubHkwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAARUNrCKsFg2Iww3tU6pa0h1qegXcPNVaTO0p97/
Relh6YU/JyX5sC+/Up5YL2cLbc8uYbdyc6c/mgIUiOE2AfOLo4GTMIGQMBIGA1Ud
EwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgIEMB0GA1UdDgQWBBSORGs/Ck3i
LHigyl1Q3eEe2gQ6BzBLBgNVHR4BAf8EQTA/oD0wC4IJbG9jYWxob3N0MAqHCH8A
AAH/////MCKHIAAAAAAAAAAAAAAAAAAAAAH/////////////////////MAoGCCqG
SM49BAMCA0YAMEMCH2ZRcngkPuYtC/cthNpywUn1lKSsxTbQ57wlRrTX1jQCIAxY
Cn0Ns45tqOuJ7XJTP/Q1Hwh5yITC/tTQnA1wGUnq
-----END CERTIFICATE-----
`;

/** For localhost, 127.0.0.1 and ::1, in PEM. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIB8DCCAZWgAwIBAgIUDG9tt3CDo/zWl3TlKoZyI0v6+sswCgYIKoZIzj0EAwIw
MjEwMC4GA1UEAwwnQWN0aXZpdHlTbWl0aCBmYWtlIEFQTnMsIGZvciB0ZXN0cyBv
bmx5MCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAxMDAwMDAwWjAUMRIwEAYDVQQD
DAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQhVX64+XsB4xh6
TS3JPhN8ZxU/ondOJAJlz8oIQhLPBdDS5lsd40N7pTGozz069nKimF/pVtxY57N4
Y2y354s+o4GkMIGhMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBMGA1Ud
JQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBQLxeQjUMpbrqc7NqqLUVHFRodsCzAf
BgNVHSMEGDAWgBSORGs/Ck3iLHigyl1Q3eEe2gQ6BzAsBgNVHREEJTAjgglsb2Nh
bGhvc3SHBH8AAAGHEAAAAAAAAAAAAAAAAAAAAAEwCgYIKoZIzj0EAwIDSQAwRgIh
AMGSgq5v9nirXjFzfL/h4ydsudDYK2G/j8svyq4YrXxcAiEA235fTW6ZUJXGww0r
RltyzFEtnuRGYj+eN1Mack2Gtbw=
-----END CERTIFICATE-----
`;

/** Of the certificate, in PEM. */
export const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgya1SGssrT+dlQiNd
3zkJQ7hrd/7JYfj/SHBO5pCK3n6hRANCAAQhVX64+XsB4xh6TS3JPhN8ZxU/ondO
JAJlz8oIQhLPBdDS5lsd40N7pTGozz069nKimF/pVtxY57N4Y2y354s+
-----END PRIVATE KEY-----
`;
