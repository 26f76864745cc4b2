// habit: Java with a thread for each connection, BufferedReader and PrintWriter, which take line ends for their own
// slow: Java starts slowly, and compiles the source first
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public class Threads {
    static final Map<String, PrintStream> users = Collections.synchronizedMap(new LinkedHashMap<>());

    static String login(String name, PrintStream out) {
        if (name.isEmpty() || name.matches("(?s).*[!@#$%^&* ,].*")) return "BAD-RQST-BODY";
        return users.putIfAbsent(name, out) == null ? "HELLO " + name : "IN-USE";
    }

    static String send(String me, String rest) {
        int at = rest.indexOf(' ');
        if (at < 1 || rest.substring(at + 1).replace(" ", "").isEmpty()) return "BAD-RQST-BODY";
        PrintStream other = users.get(rest.substring(0, at));
        if (other == null) return "BAD-DEST-USER";
        say(other, "DELIVERY " + me + " " + rest.substring(at + 1));
        return "SEND-OK";
    }

    static void say(PrintStream out, String text) {
        synchronized (out) {
            out.print(text + "\n");
            out.flush();
        }
    }

    static void serve(Socket socket) {
        String me = null;
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var buffered = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            var out = new PrintStream(buffered, false, StandardCharsets.UTF_8);
            for (String line; (line = in.readLine()) != null;) {
                String[] words = line.split(" ", 2);
                String rest = words.length < 2 ? "" : words[1];
                String answer;
                if (me == null && words[0].equals("HELLO-FROM")) {
                    answer = login(rest, out);
                    if (answer.startsWith("HELLO ")) me = rest;
                } else if (me != null && line.equals("LIST")) {
                    answer = "LIST-OK " + String.join(",", users.keySet());
                } else if (me != null && words[0].equals("LIST")) {
                    answer = "BAD-RQST-BODY";
                } else if (me != null && words[0].equals("SEND")) {
                    answer = send(me, rest);
                } else {
                    answer = "BAD-RQST-HDR";
                }
                say(out, answer);
            }
        } catch (IOException gone) {
            // the connection is over
        }
        if (me != null) users.remove(me);
    }

    public static void main(String[] words) throws IOException {
        var listener = new ServerSocket(Integer.parseInt(words[0]), 50, InetAddress.getLoopbackAddress());
        while (true) {
            Socket socket = listener.accept();
            new Thread(() -> serve(socket)).start();
        }
    }
}
