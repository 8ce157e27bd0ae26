/**
 * Media types that are kept as they are: those that Meta's pages on media name, and the common ones of documents, whose
 * type the sender's phone states. Any other may be made up by whoever sends it.
 */
const SUBTYPES: Readonly<Record<string, string>> = {
  application:
    'gzip json msword octet-stream ogg pdf pkcs7-mime postscript rtf vnd.android.package-archive ' +
    'vnd.apple.keynote vnd.apple.numbers vnd.apple.pages vnd.google-earth.kml+xml vnd.google-earth.kmz vnd.ms-excel ' +
    'vnd.ms-powerpoint vnd.oasis.opendocument.presentation vnd.oasis.opendocument.spreadsheet ' +
    'vnd.oasis.opendocument.text vnd.openxmlformats-officedocument.presentationml.presentation ' +
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet ' +
    'vnd.openxmlformats-officedocument.wordprocessingml.document vnd.rar x-7z-compressed x-rar-compressed x-tar ' +
    'x-zip-compressed xml zip',
  audio: '3gpp aac amr flac m4a mp3 mp4 mpeg ogg opus wav webm x-m4a x-wav',
  image: 'avif bmp gif heic heif jpeg jpg png svg+xml tiff webp',
  text: 'calendar csv html markdown plain rtf vcard x-vcard xml',
  video: '3gpp mp4 mpeg quicktime webm x-matroska x-msvideo',
};

export const MEDIA_TYPES: ReadonlySet<string> = new Set(
  Object.entries(SUBTYPES).flatMap(([type, subtypes]) => subtypes.split(' ').map((subtype) => `${type}/${subtype}`)),
);
