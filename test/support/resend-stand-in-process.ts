export {type ResendStandInProcess, startResendStandInProcess} from '../../chaos/resend-stand-in/process.ts';
