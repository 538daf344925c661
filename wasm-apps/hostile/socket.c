/*
 * Hostile on purpose: asks for network sockets, which the sandbox does not have. WASI preview 1 has no call that opens
 * one, so this module imports two that other runtimes invented, and is refused when it is uploaded: rule `imports`.
 */
#include <stdio.h>

__attribute__((import_module("wasi_snapshot_preview1"), import_name("sock_open"))) int sock_open(int family, int type,
                                                                                                 int *socket);
__attribute__((import_module("env"), import_name("socket"))) int env_socket(int family, int type, int protocol);

int main(void) {
  int descriptor = -1;
  int refusal = sock_open(1, 2, &descriptor);
  printf("sock_open: %d, socket: %d\n", refusal, env_socket(2, 1, 0));
  return refusal == 0 ? 1 : 0;
}
