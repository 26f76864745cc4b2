# habit: Perl with IO::Select, and sysread into a buffer for each client
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

$SIG{PIPE} = 'IGNORE';
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 20,
    ReuseAddr => 1) or die "cannot listen: $!";
my $all = IO::Select->new($server);
my (%data, %name, @order);

sub say_to {
    my ($client, $text) = @_;
    $text .= "\n";
    while (length $text) {
        my $written = syswrite($client, $text) or return;
        substr($text, 0, $written) = '';
    }
}

sub user {
    my ($wanted) = @_;
    return (grep { $name{$_} eq $wanted } @order)[0];
}

sub answer {
    my ($client, $line) = @_;
    if (!defined $name{$client}) {
        return 'BAD-RQST-HDR' unless $line =~ /^HELLO-FROM(?: (.*))?$/s;
        my $wanted = $1 // '';
        return 'BAD-RQST-BODY' if $wanted eq '' or $wanted =~ /[!@#\$%^&* ,]/;
        return 'IN-USE' if user($wanted);
        $name{$client} = $wanted;
        push @order, $client;
        return "HELLO $wanted";
    }
    return 'LIST-OK ' . join(',', map { $name{$_} } @order) if $line eq 'LIST';
    return 'BAD-RQST-BODY' if $line =~ /^LIST /;
    return 'BAD-RQST-HDR' unless $line =~ /^SEND(?: +([^ ]*))?(?: (.*))?$/s;
    my ($to, $text) = ($1 // '', $2 // '');
    return 'BAD-RQST-BODY' if $to eq '' or $text =~ /^ *$/;
    my $other = user($to) or return 'BAD-DEST-USER';
    say_to($other, "DELIVERY $name{$client} $text");
    return 'SEND-OK';
}

while (my @ready = $all->can_read) {
    for my $client (@ready) {
        if ($client == $server) {
            my $new = $server->accept or next;
            $all->add($new);
            $data{$new} = '';
        } elsif (sysread($client, $data{$client}, 4096, length $data{$client})) {
            while ($data{$client} =~ s/^([^\n]*)\n//) {
                say_to($client, answer($client, "$1"));
            }
        } else {
            @order = grep { $_ != $client } @order;
            delete $name{$client};
            delete $data{$client};
            $all->remove($client);
            close $client;
        }
    }
}
