#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The natural logarithm, without Foundation.
func logarithm(_ value: Double) -> Double { log(value) }
