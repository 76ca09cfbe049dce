/* Runs a program, and lets one of its calls on files below some paths fail, or kills it there.
 *
 *     strike fail|kill NUMBER REPORT PREFIX PROGRAM ARGUMENT...
 *
 * The call of that number, counted over all threads from 1, is not made: it fails with EIO, or the
 * program is killed in its place. To be killed where it only looks at files is to be killed at its next
 * call that does more, so that those are not counted then. REPORT is a file that says afterwards which call that was, or
 * nothing if there were not so many. Calls are stopped at by the system itself (seccomp, ptrace), so
 * that any program can be struck, however it is linked. Ends as the program does; 137 if killed. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where a call names its files: by number, by path, or by a path below a folder's number. */
enum how { FD, PATH, AT, TWO_PATHS, TWO_AT };

static const struct {
  int number;
  enum how how;
  const char *name;
} calls[] = {
    {SYS_read, FD, "read"},
    {SYS_write, FD, "write"},
    {SYS_getdents64, FD, "getdents64"},
    {SYS_syncfs, FD, "syncfs"},
    {SYS_fsync, FD, "fsync"},
    {SYS_copy_file_range, FD, "copy_file_range"},
    {SYS_open, PATH, "open"},
    {SYS_mkdir, PATH, "mkdir"},
    {SYS_rmdir, PATH, "rmdir"},
    {SYS_unlink, PATH, "unlink"},
    {SYS_openat, AT, "openat"},
    {SYS_statx, AT, "statx"},
    {SYS_newfstatat, AT, "newfstatat"},
    {SYS_mkdirat, AT, "mkdirat"},
    {SYS_unlinkat, AT, "unlinkat"},
    {SYS_link, TWO_PATHS, "link"},
    {SYS_rename, TWO_PATHS, "rename"},
    {SYS_linkat, TWO_AT, "linkat"},
    {SYS_renameat, TWO_AT, "renameat"},
    {SYS_renameat2, TWO_AT, "renameat2"},
};
#define CALLS (sizeof calls / sizeof *calls)

static void give_up(const char *what) {
  perror(what);
  exit(125);
}

/* The system tells the tracer of the calls in the table, and of no others. */
static void stop_at_calls(void) {
  struct sock_filter filter[CALLS + 3];
  size_t at = 0;
  filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (size_t i = 0; i < CALLS; i++)
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i].number, CALLS - i, 0);
  filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
  struct sock_fprog program = {at, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
    give_up("seccomp");
}

/* The path that a text in the program is. */
static void read_path(pid_t pid, unsigned long long address, char *path) {
  path[0] = 0;
  for (size_t length = 0; length < PATH_MAX - 1; length++) {
    struct iovec here = {path + length, 1}, there = {(void *)(address + length), 1};
    if (process_vm_readv(pid, &here, 1, &there, 1, 0) != 1 || !path[length]) {
      path[length] = 0;
      return;
    }
  }
}

static void read_fd(pid_t pid, int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, fd == AT_FDCWD ? "/proc/%d/cwd" : "/proc/%d/fd/%d", pid, fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length < 0 ? 0 : length] = 0;
}

/* Whether a file is below the prefix: its path is that of a folder and a name, or the name alone. */
static int is_below(pid_t pid, int folder, unsigned long long name, const char *prefix) {
  char path[2 * PATH_MAX + 2], given[PATH_MAX];
  read_path(pid, name, given);
  if (given[0] == '/') {
    strcpy(path, given);
  } else {
    read_fd(pid, folder, path);
    if (given[0]) strcat(strcat(path, "/"), given);
  }
  return !strncmp(path, prefix, strlen(prefix));
}

static int concerns(pid_t pid, enum how how, struct user_regs_struct *r, const char *prefix) {
  char path[PATH_MAX];
  switch (how) {
  case FD:
    read_fd(pid, (int)r->rdi, path);
    return !strncmp(path, prefix, strlen(prefix));
  case PATH:
    return is_below(pid, AT_FDCWD, r->rdi, prefix);
  case AT:
    return is_below(pid, (int)r->rdi, r->rsi, prefix);
  case TWO_PATHS:
    return is_below(pid, AT_FDCWD, r->rdi, prefix) || is_below(pid, AT_FDCWD, r->rsi, prefix);
  case TWO_AT:
    return is_below(pid, (int)r->rdi, r->rsi, prefix) || is_below(pid, (int)r->rdx, r->r10, prefix);
  }
  return 0;
}

static int only_looks(const char *name, struct user_regs_struct *r) {
  if (!strcmp(name, "openat")) return !(r->rdx & O_CREAT);
  return !strcmp(name, "read") || !strcmp(name, "getdents64") || !strcmp(name, "statx") || !strcmp(name, "newfstatat");
}

int main(int count, char **arguments) {
  if (count < 6) return 125;
  int kills = !strcmp(arguments[1], "kill"), left = atoi(arguments[2]);
  pid_t program = fork();
  if (program < 0) give_up("fork");
  if (!program) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0)) give_up("ptrace");
    raise(SIGSTOP);
    stop_at_calls();
    execv(arguments[5], arguments + 5);
    give_up(arguments[5]);
  }
  int status, ended = 125 << 8;
  if (waitpid(program, &status, 0) != program || !WIFSTOPPED(status)) give_up("ptrace");
  long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                 PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
  if (ptrace(PTRACE_SETOPTIONS, program, 0, options)) give_up("ptrace");
  ptrace(PTRACE_CONT, program, 0, 0);
  for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0;) {
    if (!WIFSTOPPED(status)) {
      if (pid == program) ended = status;
      continue;
    }
    int signal = WSTOPSIG(status), event = status >> 16;
    struct user_regs_struct registers;
    if (event == PTRACE_EVENT_SECCOMP && left && !ptrace(PTRACE_GETREGS, pid, 0, &registers)) {
      for (size_t i = 0; i < CALLS; i++) {
        if (calls[i].number != (int)registers.orig_rax) continue;
        if (kills && only_looks(calls[i].name, &registers)) continue;
        if (!concerns(pid, calls[i].how, &registers, arguments[4]) || --left) continue;
        FILE *report = fopen(arguments[3], "w");
        if (!report || fputs(calls[i].name, report) < 0 || fclose(report)) give_up(arguments[3]);
        if (kills) kill(program, SIGKILL);
        registers.orig_rax = (unsigned long long)-1;
        registers.rax = (unsigned long long)-EIO;
        ptrace(PTRACE_SETREGS, pid, 0, &registers);
      }
    }
    int passes = signal != SIGTRAP && signal != SIGSTOP && !event;
    ptrace(PTRACE_CONT, pid, 0, passes ? signal : 0);
  }
  return WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
}
