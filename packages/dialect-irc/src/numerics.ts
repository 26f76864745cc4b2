/**
 * The numbers that replies begin with, by the names of RFC 2812 and modern.ircdocs.horse, each with its
 * usual text; without one, the session gives it, or there is none.
 */
type Row = readonly [number: string, text?: string]

export const numerics = {
  RPL_WELCOME: ['001'],
  RPL_YOURHOST: ['002'],
  RPL_CREATED: ['003'],
  RPL_MYINFO: ['004'],
  RPL_ISUPPORT: ['005', 'are supported by this server'],
  RPL_UMODEIS: ['221'],
  RPL_LUSERCLIENT: ['251'],
  RPL_LUSEROP: ['252', 'operator(s) online'],
  RPL_LUSERUNKNOWN: ['253', 'unknown connection(s)'],
  RPL_LUSERCHANNELS: ['254', 'channels formed'],
  RPL_LUSERME: ['255'],
  RPL_TRYAGAIN: ['263', 'Please wait a while and try again'],
  RPL_LOCALUSERS: ['265'],
  RPL_GLOBALUSERS: ['266'],
  RPL_SILELIST: ['271'],
  RPL_ENDOFSILELIST: ['272', 'End of silence list'],
  RPL_AWAY: ['301'],
  RPL_USERHOST: ['302'],
  RPL_ISON: ['303'],
  RPL_UNAWAY: ['305', 'You are no longer marked as being away'],
  RPL_NOWAWAY: ['306', 'You have been marked as being away'],
  RPL_WHOISUSER: ['311'],
  RPL_WHOISSERVER: ['312'],
  RPL_WHOISOPERATOR: ['313', 'is a moderator of this gateway'],
  RPL_WHOWASUSER: ['314'],
  RPL_ENDOFWHO: ['315', 'End of WHO list'],
  RPL_WHOISIDLE: ['317', 'seconds idle, signon time'],
  RPL_ENDOFWHOIS: ['318', 'End of WHOIS list'],
  RPL_WHOISCHANNELS: ['319'],
  RPL_WHOISSPECIAL: ['320'],
  RPL_LISTSTART: ['321', 'Users  Name'],
  RPL_LIST: ['322'],
  RPL_LISTEND: ['323', 'End of LIST'],
  RPL_CHANNELMODEIS: ['324'],
  RPL_CREATIONTIME: ['329'],
  RPL_NOTOPIC: ['331', 'No topic is set'],
  RPL_TOPIC: ['332'],
  RPL_TOPICWHOTIME: ['333'],
  RPL_INVITING: ['341'],
  RPL_VERSION: ['351'],
  RPL_WHOREPLY: ['352'],
  RPL_NAMREPLY: ['353'],
  RPL_ENDOFNAMES: ['366', 'End of NAMES list'],
  RPL_BANLIST: ['367'],
  RPL_ENDOFBANLIST: ['368', 'End of channel ban list'],
  RPL_ENDOFWHOWAS: ['369', 'End of WHOWAS'],
  RPL_INFO: ['371'],
  RPL_ENDOFINFO: ['374', 'End of INFO list'],
  RPL_TIME: ['391'],
  ERR_UNKNOWNERROR: ['400'],
  ERR_NOSUCHNICK: ['401', 'No such nick/channel'],
  ERR_NOSUCHSERVER: ['402', 'No such server'],
  ERR_NOSUCHCHANNEL: ['403', 'No such channel'],
  ERR_CANNOTSENDTOCHAN: ['404', 'Cannot send to channel'],
  ERR_TOOMANYCHANNELS: ['405', 'You have joined too many channels'],
  ERR_WASNOSUCHNICK: ['406', 'There was no such nickname'],
  ERR_TOOMANYTARGETS: ['407', 'Too many recipients'],
  ERR_NOORIGIN: ['409', 'No origin specified'],
  ERR_INVALIDCAPCMD: ['410', 'Invalid CAP command'],
  ERR_NORECIPIENT: ['411'],
  ERR_NOTEXTTOSEND: ['412', 'No text to send'],
  ERR_INPUTTOOLONG: ['417', 'Input line was too long'],
  ERR_UNKNOWNCOMMAND: ['421', 'Unknown command'],
  ERR_NOMOTD: ['422', 'There is no message of the day'],
  ERR_NOADMININFO: ['423', 'No administrative info available'],
  ERR_NONICKNAMEGIVEN: ['431', 'No nickname given'],
  ERR_ERRONEUSNICKNAME: ['432', 'Erroneous nickname'],
  ERR_NICKNAMEINUSE: ['433', 'Nickname is already in use'],
  ERR_USERNOTINCHANNEL: ['441', "They aren't on that channel"],
  ERR_NOTONCHANNEL: ['442', "You're not on that channel"],
  ERR_USERONCHANNEL: ['443', 'is already on channel'],
  ERR_NOTREGISTERED: ['451', 'You have not registered'],
  ERR_NEEDMOREPARAMS: ['461', 'Not enough parameters'],
  ERR_ALREADYREGISTERED: ['462', 'You may not reregister'],
  ERR_PASSWDMISMATCH: ['464', 'Password incorrect'],
  ERR_YOUREBANNEDCREEP: ['465', 'You are banned from this server'],
  ERR_UNKNOWNMODE: ['472', 'is unknown mode char to me'],
  ERR_BANNEDFROMCHAN: ['474', 'Cannot join channel (+b)'],
  ERR_BADCHANMASK: ['476', 'Bad channel name'],
  ERR_CHANOPRIVSNEEDED: ['482', "You're not channel operator"],
  ERR_CANTKILLSERVER: ['483', 'Nobody can be killed here'],
  ERR_RESTRICTED: ['484', 'Your connection is restricted'],
  ERR_NOOPERHOST: ['491', 'No O-lines for your host'],
  ERR_UMODEUNKNOWNFLAG: ['501', 'Unknown MODE flag'],
  ERR_USERSDONTMATCH: ['502', 'Cannot change mode for other users'],
  ERR_CANNOTSENDTOUSER: ['531', 'Cannot send to this user'],
  ERR_INVALIDMODEPARAM: ['696'],
  RPL_LOGGEDIN: ['900'],
  RPL_SASLSUCCESS: ['903', 'SASL authentication successful'],
  ERR_SASLFAIL: ['904', 'SASL authentication failed'],
  ERR_SASLTOOLONG: ['905', 'SASL message too long'],
  ERR_SASLABORTED: ['906', 'SASL authentication aborted'],
  ERR_SASLALREADY: ['907', 'You have already authenticated using SASL'],
  RPL_SASLMECHS: ['908', 'are available SASL mechanisms'],
} as const satisfies Readonly<Record<string, Row>>

export type NumericName = keyof typeof numerics

const names: ReadonlyMap<string, NumericName> = new Map(
  Object.entries(numerics).flatMap(([name, [number]]) =>
    isNumericName(name) ? [[number, name]] : [],
  ),
)

/** The name of a number; undefined where this table has none. */
export function numericName(number: string): NumericName | undefined {
  return names.get(number)
}

function isNumericName(name: string): name is NumericName {
  return Object.hasOwn(numerics, name)
}

/** The usual text. */
export function numericText(name: NumericName): string | undefined {
  const [, text]: Row = numerics[name]
  return text
}
