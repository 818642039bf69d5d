import CLibgit2
import Glibc

private typealias Inflate = @convention(c) (UnsafeMutableRawPointer, CInt) -> CInt

/// zlib's own `inflate`: the next one of that name after the executable's (dlsym, `RTLD_NEXT`, which is `(void *) -1`).
private let inflateOfLibrary = unsafeBitCast(
    dlsym(UnsafeMutableRawPointer(bitPattern: -1), "inflate"), to: Inflate?.self)

/// Ends the reading of a loose object that was cut off, where libgit2 1.5 would loop for ever.
///
/// libgit2 takes `Z_BUF_ERROR` ("no progress is possible", zlib.h) as a reason to call again, also when all input is
/// used up and nothing more will come. As in FastStart.swift, a symbol of the executable takes the library's place.
@_cdecl("inflate")
package func inflateOrRefuse(_ stream: UnsafeMutableRawPointer, _ flush: CInt) -> CInt {
    guard let inflateOfLibrary else { return Z_STREAM_ERROR }
    let state = stream.assumingMemoryBound(to: z_stream.self)
    let isStarved = state.pointee.avail_in == 0 && state.pointee.avail_out > 0
    let code = inflateOfLibrary(stream, flush)
    return code == Z_BUF_ERROR && isStarved ? Z_DATA_ERROR : code
}
