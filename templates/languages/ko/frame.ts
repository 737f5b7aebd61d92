import type {frame as english} from '../en/frame.ts';
import type {Translation} from '../messages.ts';

export const frame: Translation<typeof english> = {
  'frame.skip': '본문으로 건너뛰기',
  'frame.site': '사이트',
  'frame.editions': '지난 호',
  'frame.search': '검색',
  'frame.subscribe': '구독',
  'frame.what': '주목받는 연구 논문을 이메일로 보내는 {name}. 쿠키도 추적도 없습니다.',
  'frame.privacy': '개인정보',
  'frame.toFrontPage': '첫 화면으로 가기',
  'frame.languages': '언어',
  'frame.notReviewed': '이 번역은 아직 원어민의 검토를 받지 않았습니다.',
  'frame.preview': [
    '미리보기나 시험 이메일에서 온 링크입니다. ',
    '여기서 무엇을 눌러도 아무것도 바뀌지 않습니다.',
  ],

  'error.notFound': '페이지를 찾을 수 없습니다',
  'error.incomplete': '링크가 온전하지 않을 수 있습니다.',
  'error.method': '여기서는 할 수 없는 동작입니다',
  'error.useLinks': '페이지의 링크와 버튼을 이용해 주세요.',
  'error.tooLarge': '양식이 너무 큽니다',
  'error.limit': '한도는 {size} KB입니다.',
  'error.encoding': '지원하지 않는 인코딩입니다',
  'error.uncompressed': '양식은 압축하지 않고 보내야 합니다.',
  'error.failed': '문제가 생겼습니다',
  'error.logged': '저희 쪽 오류이며 기록해 두었습니다. 나중에 다시 시도해 주세요.',
  'error.unavailable': '일시적으로 이용할 수 없습니다',
  'error.tryAgain': '저희가 아는 한 바뀐 것은 없습니다. 1분 뒤에 다시 시도해 주세요.',
  'error.formBroken': '양식이 온전히 도착하지 않았습니다. 다시 보내 주세요.',
  'error.field': '이대로는 저장할 수 없습니다. 영어 설명:',

  'link.expired': '만료된 링크입니다',
  'link.expiredNext': '바뀐 것은 없습니다. 가장 최근 이메일의 링크를 쓰거나 새 링크를 요청해 주세요.',
  'link.requestNew': '새 링크 요청',
  'link.invalid': '유효하지 않은 링크입니다',
  'link.invalidNext': [
    '링크가 온전하지 않을 수 있습니다. 바뀐 것은 없습니다. ',
    '가장 최근 이메일의 링크로 시도해 주세요.',
  ],

  'look.title': '미리보기입니다',
  'look.confirm': '실제 이메일에서는 이 링크로 {whom}의 구독을 확인합니다. 바뀐 것은 없습니다.',
  'look.unsubscribe': '실제 이메일에서는 이 링크로 {whom}의 구독을 취소합니다. 바뀐 것은 없습니다.',
  'look.undo': '실제 이메일에서는 이 링크로 {whom}의 구독 취소를 되돌립니다. 바뀐 것은 없습니다.',
  'look.manage': '실제 이메일에서는 이 링크로 {whom}의 설정을 열고 저장합니다. 바뀐 것은 없습니다.',
  'look.opinion': '실제 이메일에서는 이 링크로 {whom}의 의견을 저장합니다. 바뀐 것은 없습니다.',
  'look.suggest': '실제 이메일에서는 이 링크로 {whom}의 제안을 받습니다. 바뀐 것은 없습니다.',
  'look.change-address': '실제 이메일에서는 이 링크로 {whom}의 주소를 바꿉니다. 바뀐 것은 없습니다.',
  'look.reader': '이메일을 받는 독자',
};
