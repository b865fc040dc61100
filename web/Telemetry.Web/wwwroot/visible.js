// Characters that cannot be seen as marks, as the server's VisibleText has them: for what scripts write into a page themselves.
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const mark = (character) => {
  const code = character.charCodeAt(0);
  if (code < 0x20) {
    return String.fromCharCode(0x2400 + code);
  }
  return code === 0x7f ? '\u2421' : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
};

export const visible = (text, mostLength = 300) => (text.length > mostLength ? `${text.slice(0, mostLength)}…` : text).replace(hidden, mark);
