// Functions of other libraries that take another one's place. In the static release program the linker wraps them
// (ld, `--wrap`; the names are its own); elsewhere a symbol of the executable comes before that of a shared library.

import CLibgit2
import Glibc

/// Ends the reading of a loose object that was cut off, where libgit2 1.5 would loop for ever.
///
/// libgit2 takes `Z_BUF_ERROR` ("no progress is possible", zlib.h) as a reason to call again, also when all input is
/// used up and nothing more will come.
private func inflateOrRefuse(_ stream: UnsafeMutableRawPointer, _ flush: CInt) -> CInt {
    let stream = stream.assumingMemoryBound(to: z_stream.self)
    let isStarved = stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0
    let code = inflateOfLibrary(stream, flush)
    return code == Z_BUF_ERROR && isStarved ? Z_DATA_ERROR : code
}

#if STATIC_PROGRAM
    @_silgen_name("__real_inflate")
    private func inflateOfLibrary(_ stream: UnsafeMutablePointer<z_stream>, _ flush: CInt) -> CInt

    @_cdecl("__wrap_inflate")
    package func wrappedInflate(_ stream: UnsafeMutableRawPointer, _ flush: CInt) -> CInt {
        inflateOrRefuse(stream, flush)
    }

    // The set-up of a network code that Sluice never uses: libgit2 would seed a random generator and parse all CA
    // certificates of the system, 4 ms of every start. 0 is success (libgit2, `git_runtime_init_fn`).

    @_silgen_name("__real_git_mbedtls_stream_global_init")
    private func setUpTransportSecurity() -> CInt

    @_silgen_name("__real_git_transport_ssh_global_init")
    private func setUpSecureShell() -> CInt

    @_cdecl("__wrap_git_mbedtls_stream_global_init")
    package func skipTransportSecurity() -> CInt { callsNetwork ? setUpTransportSecurity() : 0 }

    @_cdecl("__wrap_git_transport_ssh_global_init")
    package func skipSecureShell() -> CInt { callsNetwork ? setUpSecureShell() : 0 }

    /// Never true; the compiler does not know it, so that the link fails where libgit2 has no such function to be wrapped.
    nonisolated(unsafe) package var callsNetwork = false
#else
    private typealias Inflate = @convention(c) (UnsafeMutablePointer<z_stream>, CInt) -> CInt

    /// The next `inflate` after the executable's (dlsym, `RTLD_NEXT`, which is `(void *) -1`).
    private let nextInflate = unsafeBitCast(
        dlsym(UnsafeMutableRawPointer(bitPattern: -1), "inflate"), to: Inflate?.self)

    private func inflateOfLibrary(_ stream: UnsafeMutablePointer<z_stream>, _ flush: CInt) -> CInt {
        nextInflate?(stream, flush) ?? Z_STREAM_ERROR
    }

    @_cdecl("inflate")
    package func wrappedInflate(_ stream: UnsafeMutableRawPointer, _ flush: CInt) -> CInt {
        inflateOrRefuse(stream, flush)
    }
#endif
