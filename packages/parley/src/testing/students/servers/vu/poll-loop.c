/* habit: poll and fixed arrays in C; a line longer than its buffer is refused */
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define MOST 200
#define SIZE 3000000
struct pollfd fds[MOST];
char *buffer[MOST], name[MOST][1000], out[SIZE + 2000];
int used[MOST];
static void say(int i, const char *word, const char *a, const char *b) {
  int n = snprintf(out, sizeof out, "%s%s%s%s%s\n", word, *a ? " " : "", a, *b ? " " : "", b);
  for (int done = 0, k; done < n; done += k)
    if ((k = write(fds[i].fd, out + done, n - done)) <= 0) break;
}
static int find(const char *who) {
  for (int i = 1; i < MOST; i++)
    if (fds[i].fd >= 0 && *name[i] && !strcmp(name[i], who)) return i;
  return 0;
}
static void handle(int i, char *line) {
  char *rest = strchr(line, ' ');
  if (rest) *rest++ = 0;
  if (!*name[i]) {
    if (strcmp(line, "HELLO-FROM")) say(i, "BAD-RQST-HDR", "", "");
    else if (!rest || !*rest || strlen(rest) > 900 || strpbrk(rest, "!@#$%^&* ,")) say(i, "BAD-RQST-BODY", "", "");
    else if (find(rest)) say(i, "IN-USE", "", "");
    else say(i, "HELLO", strcpy(name[i], rest), "");
  } else if (!strcmp(line, "LIST")) {
    char list[MOST * 1001] = "";
    for (int k = 1; k < MOST; k++)
      if (fds[k].fd >= 0 && *name[k]) sprintf(list + strlen(list), "%s%s", *list ? "," : "", name[k]);
    rest ? say(i, "BAD-RQST-BODY", "", "") : say(i, "LIST-OK", list, "");
  } else if (!strcmp(line, "SEND")) {
    char *text = rest ? strchr(rest, ' ') : NULL;
    if (!text || text == rest || !text[1 + strspn(text + 1, " ")]) { say(i, "BAD-RQST-BODY", "", ""); return; }
    *text++ = 0;
    int to = find(rest);
    if (to) say(to, "DELIVERY", name[i], text);
    say(i, to ? "SEND-OK" : "BAD-DEST-USER", "", "");
  } else say(i, "BAD-RQST-HDR", "", "");
}
int main(int argc, char **argv) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[argc - 1]))};
  signal(SIGPIPE, SIG_IGN);
  for (int i = 0; i < MOST; i++) fds[i] = (struct pollfd){-1, POLLIN, 0};
  fds[0].fd = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(fds[0].fd, (void *)&at, sizeof at) || listen(fds[0].fd, 20)) return perror("listen"), 1;
  while (poll(fds, MOST, -1) >= 0) {
    for (int i = 1; i < MOST; i++) {
      if (fds[i].fd < 0 || !fds[i].revents) continue;
      int n = read(fds[i].fd, buffer[i] + used[i], SIZE - 1 - used[i]);
      if (n <= 0) { close(fds[i].fd); free(buffer[i]); fds[i].fd = -1; *name[i] = 0; continue; }
      used[i] += n;
      for (char *end; (end = memchr(buffer[i], '\n', used[i]));) {
        *end++ = 0;
        handle(i, buffer[i]);
        memmove(buffer[i], end, used[i] -= end - buffer[i]);
      }
      if (used[i] == SIZE - 1) { used[i] = 0; say(i, "BAD-RQST-BODY", "", ""); }
    }
    if (!fds[0].revents) continue;
    int i = 1;
    while (i < MOST - 1 && fds[i].fd >= 0) i++;
    fds[i].fd = accept(fds[0].fd, NULL, NULL);
    fds[i].revents = used[i] = 0;
    buffer[i] = malloc(SIZE);
  }
}
