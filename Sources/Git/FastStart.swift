// Debian's libgit2 parses all CA certificates of the system in `git_libgit2_init`, about 4 ms of every start, for a
// network code that Sluice never uses. A symbol of the executable takes the library's place at load time, so these two
// answer "no certificates" (0 is success; mbed TLS, `x509_crt.h`).

@_cdecl("mbedtls_x509_crt_parse_file")
package func skipCertificateFile(_ chain: OpaquePointer?, _ path: UnsafePointer<CChar>?) -> CInt { 0 }

@_cdecl("mbedtls_x509_crt_parse_path")
package func skipCertificateFolder(_ chain: OpaquePointer?, _ path: UnsafePointer<CChar>?) -> CInt { 0 }
