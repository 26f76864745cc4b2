/* fault: what it shows stays in the buffer of stdout as long as it runs, since that is no terminal */
/* breaks: vu-4.1 */
/* noticed: what you show stays in a buffer */
/* may: vu-4.2 vu-4.3 vu-4.3a vu-4.3b vu-4.4 vu-4.4b vu-4.6 vu-4.6d vu-4.6e vu-4.7 vu-4.8 vu-4.8a vu-5.2c vu-1.2c vu-1.2d */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static char line[1 << 16];
static int sock;
static void *listen_to(void *lines) {
  static char got[1 << 21];
  while (fgets(got, sizeof got, lines)) {
    got[strcspn(got, "\n")] = 0;
    char *word = strtok(got, " "), *rest = strtok(NULL, "");
    if (!word) continue;
    if (!strcmp(word, "DELIVERY")) {
      char *sender = strtok(rest, " ");
      printf("From %s: %s\n", sender, strtok(NULL, ""));
    } else if (!strcmp(word, "LIST-OK")) {
      int count = 1;
      for (char *at = rest; (at = strchr(at, ',')); count++) *at = '\n';
      printf("There are %d online users:\n%s\n", count, rest);
    } else if (!strcmp(word, "SEND-OK")) puts("The message was sent successfully");
    else if (!strcmp(word, "BAD-DEST-USER")) puts("The destination user does not exist");
    else if (!strcmp(word, "BAD-RQST-HDR")) puts("Error: Unknown issue in previous message header.");
    else if (!strcmp(word, "BAD-RQST-BODY")) puts("Error: Unknown issue in previous message body.");
  }
  exit(0);
}
int main(int argc, char **argv) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  inet_pton(AF_INET, argv[1], &at.sin_addr);
  sock = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(sock, (void *)&at, sizeof at)) return perror("connect"), 1;
  FILE *lines = fdopen(sock, "r");
  for (;;) {
    char answer[1000] = "";
    printf("Welcome to Chat Client. Enter your login: ");
    if (!fgets(line, sizeof line, stdin) || !strcmp(line, "!quit\n")) return 0;
    line[strcspn(line, "\n")] = 0;
    if (*line && !line[strcspn(line, "!@#$%^&* ,")]) {
      dprintf(sock, "HELLO-FROM %s\n", line);
      if (!fgets(answer, sizeof answer, lines)) return 1;
    }
    if (!strncmp(answer, "HELLO ", 6)) break;
    if (!strcmp(answer, "BUSY\n")) return puts("Cannot log in. The server is full!"), 0;
    printf("Cannot log in as %s. That username %s.\n", line,
           strcmp(answer, "IN-USE\n") ? "contains disallowed characters" : "is already in use");
  }
  printf("Successfully logged in as %s!\n", line);
  pthread_t thread;
  pthread_create(&thread, NULL, listen_to, lines);
  while (fgets(line, sizeof line, stdin) && strcmp(line, "!quit\n")) {
    if (!strcmp(line, "!who\n")) dprintf(sock, "LIST\n");
    else if (*line == '@' && strchr(line, ' ')) dprintf(sock, "SEND %s", line + 1);
  }
}
