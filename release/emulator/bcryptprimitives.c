/* The one function of a library of Windows that Rust needs to begin, and that wine 8 does not have:
   random bytes. */

#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
  return RtlGenRandom(bytes, count);
}
