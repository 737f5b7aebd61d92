import type {privacy as english} from '../en/privacy.ts';
import type {Translation} from '../messages.ts';

export const privacy: Translation<typeof english> = {
  'privacy.description': '{name} 保存订阅者的哪些内容、为什么、保存多久。',
  'privacy.lead': '{name} 只保存向您发送论文所需的内容，不保存您如何阅读。',
  'privacy.who': '谁负责',
  'privacy.operator': '{name} 这一实例的运营者。',
  'privacy.operatorAt': '{name} 这一实例的运营者：{address}。',
  'privacy.questions': '问题：{link}。',
  'privacy.kept': '我们保存什么、为什么、多久',
  'privacy.address': '*您的地址*，用于发送您所请求的内容。直到您删除。',
  'privacy.settings':
    '*您的设置和反馈*：主题、要避开的词、您关注的人、想多看或少看的论文、发送时间、日期、时区、语言、暂停。直到您更改或删除。',
  'privacy.library':
    '*您的文献库*（若您导入）：其中的 arXiv 编号和体现其特点的词，绝不保存文件。直到您删除。',
  'privacy.suggestions':
    '*您推荐的论文*，以编号保存，直到编辑决定；一周内的数量，保存该周。任何一期都不会写是谁推荐的。',
  'privacy.consent':
    '*您的同意*：您同意的文字、何时注册、何时确认、通过哪个表单。与地址保存同样长的时间，作为同意的证明（GDPR 第 7 条）。',
  'privacy.editions':
    '*您收到过哪些期*，以编号而非地址保存，以免重复发送。永久保存；删除后该编号不对应任何人。',
  'privacy.signUps':
    '*某地址曾注册*以及来自哪个 IP 地址，以无法还原的指纹保存，以防有人灌满收件箱。最多一天。',
  'privacy.unconfirmed': {
    other: '*未确认的请求*在 {n} 天后、最迟再过一天内删除。',
  },
  'privacy.newAddress': {
    other: '*您请求更换的地址*，直到两个收件箱都同意，最多 {n} 天。',
  },
  'privacy.oldAddress': {
    other: '*更改前的地址*，在其收件箱可撤销的 {n} 天内。',
  },
  'privacy.never':
    '*某地址不想收到确认邮件*，若您在邮件中如此选择，以无法还原的指纹保存。直到您请运营者解除。',
  'privacy.left':
    '*退订之后*，您的记录会保留并标为已退订，以免导入把您加回来。若您删除，出于同样原因只保留指纹。',
  'privacy.leftFor': {
    other:
      '*退订之后*，您的记录保留 {n} 天并标为已退订，以免导入把您加回来。此后或您删除之后，出于同样原因只保留指纹。',
  },
  'privacy.notKept': '我们不保存什么',
  'privacy.noTracking':
    '没有 Cookie（仅有运营者自己的登录），没有跟踪像素，没有统计点击的链接，没有您阅读内容的画像。',
  'privacy.pictures':
    '邮件中的图片是论文的图片。每张都来自本网站，所有读者使用同一 URL，因此加载不会透露是哪位读者。',
  'privacy.picturesAndLogo':
    '邮件中的图片是论文的图片和徽标。每张都来自本网站，所有读者使用同一 URL，因此加载不会透露是哪位读者。',
  'privacy.logo': '邮件中唯一的图片是徽标。它来自本网站，所有读者使用同一 URL，因此加载不会透露是哪位读者。',
  'privacy.log': '本网站的日志不含邮箱地址、个人链接和 IP 地址。',
  'privacy.others': '还有谁能看到您的数据',
  'privacy.resend': '{link} 投递邮件，会看到您的地址和邮件内容。',
  'privacy.smtp': '运营者的邮件服务器投递邮件。',
  'privacy.outbox': '此实例不发送邮件；它把邮件写入文件夹。',
  'privacy.host': '托管此服务器的提供商。',
  'privacy.nobody': '没有其他人：这些页面和邮件中没有从别处加载的内容。',
  'privacy.rights': '您的权利',
  'privacy.byLink': [
    '通过每封邮件中的“更改主题与时间”链接，无需登录：查看和更改您收到的内容，以及暂停。由于邮件会被转发，下载或删除全部内容以及作废链接需要第二个链接，它会发到您的',
    '收件箱，一小时内有效；更改地址会询问两个收件箱。',
  ],
  'privacy.leave': '随时通过任何邮件一键退订，无论邮件多旧。',
  'privacy.reply': '或回复任何邮件（若发件人接收回复）。',
  'privacy.write': '或写信到上面的地址；会有人阅读。',
  'privacy.complain': '您也可以向您所在地的数据保护机构投诉。',
};
