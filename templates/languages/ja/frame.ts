import type {frame as english} from '../en/frame.ts';
import type {Translation} from '../messages.ts';

export const frame: Translation<typeof english> = {
  'frame.skip': '本文へ移動',
  'frame.site': 'サイト',
  'frame.editions': '号の一覧',
  'frame.search': '検索',
  'frame.subscribe': '購読する',
  'frame.what': '{name}は話題の研究論文をメールでお届けします。Cookieも追跡もありません。',
  'frame.privacy': 'プライバシー',
  'frame.toFrontPage': 'トップページへ',
  'frame.languages': '言語',
  'frame.notReviewed': 'この翻訳は、まだ母語話者による確認を受けていません。',
  'frame.preview': [
    'このリンクはプレビューまたはテストメールのものです。',
    'ここで何を押しても、何も変わりません。',
  ],

  'error.notFound': 'ページが見つかりません',
  'error.incomplete': 'リンクが途中で切れている可能性があります。',
  'error.method': 'この操作はここではできません',
  'error.useLinks': 'ページのリンクとボタンをお使いください。',
  'error.tooLarge': 'フォームが大きすぎます',
  'error.limit': '上限は{size} KBです。',
  'error.encoding': '対応していないエンコードです',
  'error.uncompressed': 'フォームは圧縮せずに送信してください。',
  'error.failed': '問題が発生しました',
  'error.logged': 'こちら側のエラーで、記録しました。後でもう一度お試しください。',
  'error.unavailable': '一時的に利用できません',
  'error.tryAgain': '確認できる限り、何も変更されていません。1分後にもう一度お試しください。',
  'error.formBroken': 'フォームが完全に届きませんでした。もう一度送信してください。',
  'error.field': 'このままでは保存できません。英語での説明:',

  'link.expired': 'このリンクは期限切れです',
  'link.expiredNext': [
    '何も変わっていません。最新のメールのリンクを使うか、新しいリンクを請求してください。',
  ],
  'link.requestNew': '新しいリンクを請求する',
  'link.invalid': 'このリンクは無効です',
  'link.invalidNext': [
    '途中で切れている可能性があります。何も変わっていません。',
    '最新のメールのリンクをお試しください。',
  ],

  'look.title': 'これはプレビューです',
  'look.confirm': '実際のメールでは、このリンクで{whom}の購読が確定します。何も変わっていません。',
  'look.unsubscribe': '実際のメールでは、このリンクで{whom}の購読が解除されます。何も変わっていません。',
  'look.undo': '実際のメールでは、このリンクで{whom}の購読解除が取り消されます。何も変わっていません。',
  'look.manage': '実際のメールでは、このリンクで{whom}の設定を開いて保存します。何も変わっていません。',
  'look.opinion': '実際のメールでは、このリンクで{whom}の評価が保存されます。何も変わっていません。',
  'look.suggest': '実際のメールでは、このリンクで{whom}の推薦を受け付けます。何も変わっていません。',
  'look.change-address': '実際のメールでは、このリンクで{whom}のアドレスが変わります。何も変わっていません。',
  'look.reader': 'メールを受け取る読者',
};
